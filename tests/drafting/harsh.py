"""Texts that no editor would send, and that must neither break the engine nor slow it down."""

ARREST = "Boris Kagarlitsky was arrested in Moscow. Human rights groups demand his immediate release."

HARSH = {
    "one word": "Hello",
    "one line": ARREST,
    "no sentence ends": "Boris Kagarlitsky was arrested in Moscow and " * 200,
    "one long word": "a" * 50_000,
    "quotation marks": '"' * 20_000 + "x",
    "open quotations": "“arrested " * 5_000,
    "brackets": "(" * 20_000 + "arrested",
    "full stops": ". " * 20_000 + "arrested",
    "newlines": "arrested\n" * 10_000,
    "emoji": "😀 Boris Kagarlitsky 😀 was arrested 😀 in Moscow 😀. " * 20,
    "right to left": "اعتقل الناشط في القاهرة. \u202bمنظمة العفو\u202c تطالب بالإفراج عنه. " * 20,
    "combining marks": "Bori\u0301s Kagarlitsky\u0301 was arreste\u0301d in Moscow. " * 20,
    "marks without a letter": "\u0301" * 5_000 + "arrested",
    "soft-wrapped": (
        "Human rights groups say that the activist Boris\nKagarlitsky was arrested in\nMoscow on 4 March\n2025 "
        "and demand that he\nbe released.\n"
    ),
    "a table": "Name | Date | Place\n"
    + "\n".join(f"Ivan P{chr(97 + i)}lov | {i + 1} March 2021 | Minsk prison" for i in range(20)),
    "five hundred prisoners": "Political prisoners in Belarus\n\n"
    + "\n".join(
        f"{given} {chr(65 + i)}{chr(97 + j)}rov, arrested in Minsk"
        for given in ("Ivan", "Olga")
        for i in range(25)
        for j in range(10)
    ),
    "a demand chain": "They called on " * 3_000 + "to release him.",
    "dates": "on 4 March 2021 he was arrested " * 2_000,
    "donations": ARREST
    + ("\n\nPlease donate today. Subscribe to our newsletter. Call +44 20 7946 0000 to make a donation."),
    "unknown language": (
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore. "
    )
    * 20,
    "italian": (
        "Il giornalista è stato arrestato a Minsk. La sua famiglia non ha notizie di lui da più di un mese, e "
        "chiede la sua liberazione."
    ),
    "parody": "Local man imprisoned by his own duvet; human rights groups demand his release before breakfast.",
}
