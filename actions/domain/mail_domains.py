"""What an address's domain says about who stands behind it: a provider of millions, somebody's own domain, a throw-away."""

from typing import Literal

Kind = Literal["provider", "own", "throwaway"]

_PROVIDER_LIST = """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com aol.com icloud.com
    me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io tutamail.com
    fastmail.com fastmail.fm zoho.com hey.com mail.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de freenet.de
    mailbox.org posteo.de posteo.net arcor.de 1und1.de vodafone.de kabelmail.de online.de
    bluewin.ch hispeed.ch sunrise.ch aon.at chello.at a1.net
    orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr riseup.net disroot.org autistici.org
    libero.it virgilio.it tiscali.it alice.it tin.it tim.it telefonica.net terra.es movistar.es sapo.pt
    skynet.be telenet.be proximus.be ziggo.nl kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl casema.nl
    btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk eircom.net
    comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net juno.com
    bell.net rogers.com shaw.ca telus.net sympatico.ca videotron.ca bigpond.com bigpond.net.au optusnet.com.au iinet.net.au
    xtra.co.nz telia.com spray.se bredband.net comhem.se online.no getmail.no broadpark.no mail.dk stofanet.dk
    elisanet.fi kolumbus.fi luukku.com suomi24.fi seznam.cz email.cz centrum.cz volny.cz atlas.cz post.cz azet.sk zoznam.sk
    wp.pl o2.pl onet.pl op.pl interia.pl gazeta.pl tlen.pl freemail.hu citromail.hu t-online.hu abv.bg mail.bg
    inbox.lv inbox.lt mail.ee hot.ee online.ee delfi.lt one.lt apollo.lv
    mail.ru bk.ru list.ru inbox.ru internet.ru yandex.ru yandex.com yandex.by yandex.kz yandex.ua ya.ru rambler.ru lenta.ru
    ukr.net i.ua meta.ua bigmir.net tut.by mail.by mail.kz otenet.gr
    qq.com 163.com 126.com yeah.net sina.com sohu.com foxmail.com aliyun.com naver.com hanmail.net daum.net nate.com
    docomo.ne.jp ezweb.ne.jp softbank.ne.jp softbank.jp nifty.com rediffmail.com walla.co.il
    uol.com.br bol.com.br terra.com.br ig.com.br globo.com live.ca live.co.uk live.de live.dk live.fr live.it live.nl live.no
    live.ru live.se
"""
"""Where an address costs somebody a telephone number or a contract, and where thousands sign at the same hour."""

_PROVIDER_NAMES = frozenset({"hotmail", "outlook", "yahoo"})
"""With a domain in most countries: yahoo.co.jp, hotmail.fr."""

_THROWAWAY_LIST = """
    10minutemail.com 33mail.com discard.email dispostable.com emailondeck.com fakeinbox.com getnada.com guerrillamail.com
    guerrillamail.net guerrillamail.org grr.la sharklasers.com inboxkitten.com mail-temp.com mail.tm mailcatch.com
    maildrop.cc mailexpire.com mailinator.com mailnesia.com mailnull.com mintemail.com moakt.com mohmal.com mytemp.email
    spam4.me spamgourmet.com temp-mail.io temp-mail.org tempail.com tempmail.com tempmail.net tempmailo.com tempr.email
    throwaway.email throwawaymail.com trashmail.com trashmail.de trashmail.net trbvm.com wegwerfmail.de yopmail.com
    yopmail.fr yopmail.net
"""
"""Where everybody reads everybody's mail, or an address is a click."""

_INSTITUTIONS = frozenset(
    {"edu", "gov", "mil", "ac.at", "ac.il", "ac.in", "ac.jp", "ac.nz", "ac.uk", "ac.za", "edu.au", "edu.tr"}
)
"""Below these, universities and offices alone have names: nobody buys a hundred."""

_SECOND_LEVELS = frozenset(
    {"ac", "asn", "co", "com", "edu", "gob", "gouv", "gov", "govt", "id", "mil", "ne", "net", "nom", "or", "org", "sch"}
)
"""Below two letters of a country these are no names of anybody's."""


_PROVIDERS = frozenset(_PROVIDER_LIST.split())
_THROWAWAY = frozenset(_THROWAWAY_LIST.split())


def registrable(domain: str) -> str:
    """The part of a domain that somebody registered, so that random names below one count as one.

    Nearly the public suffix list's answer, without the list: where it is wrong, strangers share a limit.
    """
    labels = domain.lower().rstrip(".").split(".")
    is_second_level = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS
    return ".".join(labels[-3:] if is_second_level else labels[-2:])


def kind_of(domain: str) -> Kind:
    own = registrable(domain)
    name, _, below = own.partition(".")
    if own in _THROWAWAY:
        return "throwaway"
    is_national = name in _PROVIDER_NAMES and len(below.rpartition(".")[2]) == 2
    return "provider" if own in _PROVIDERS or is_national or below in _INSTITUTIONS else "own"
