"""Which codes name a language: ISO 639-1, and those of ISO 639-3 that are spoken here or by who arrives. Pure."""

import re

_TWO = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
# The languages of Ecuador's peoples and neighbours, sign languages of the region, and the long codes in common use.
_THREE = (
    "ara aym ayr cof con acu jiv shr cbi snn sey tsa auc zpo qug quw qud quy quz que qvi qvo qxl qvj emb guu jib aoc "
    "ecs csn vsl prl ase eng spa fra fre por hat deu ger ita rus zho chi hin urd ukr fas per pus prs tir amh som swa "
    "kur kmr ckb ben nep yor ibo hau wol ful lin"
)
KNOWN = frozenset(_TWO.split()) | frozenset(_THREE.split())
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def is_language(code: str) -> bool:
    """Tell whether a code (BCP 47: «es», «es-EC», «qu») begins with a language that is known."""
    found = _TAG.fullmatch(code)
    return found is not None and found[1].lower() in KNOWN
