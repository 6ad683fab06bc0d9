"""Column types that the tables share."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, LargeBinary, Text, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.orm import mapped_column

Id = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
PublicId = Annotated[uuid.UUID, mapped_column(Uuid, unique=True, server_default=func.gen_random_uuid())]
Instant = Annotated[datetime, mapped_column(TIMESTAMP(timezone=True))]
Created = Annotated[datetime, mapped_column(TIMESTAMP(timezone=True), server_default=func.now())]
Words = Annotated[str, mapped_column(Text)]
WordList = Annotated[list[str], mapped_column(ARRAY(Text), server_default="{}")]
Digest32 = Annotated[bytes, mapped_column(LargeBinary)]
Json = Annotated[dict[str, Any], mapped_column(JSONB, server_default="{}")]
JsonList = Annotated[list[dict[str, Any]], mapped_column(JSONB, server_default="[]")]


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A check that `column` holds one of `values`: states are checked text, so that adding one is no type change."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def iso2(column: str) -> CheckConstraint:
    """A check that `column` looks like an ISO 3166-1 alpha-2 code."""
    return CheckConstraint(f"{column} ~ '^[A-Z]{{2}}$'", name=column)
