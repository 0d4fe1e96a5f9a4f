"""The names of England's authorities with children's services, past ones among them: a last resort."""

from __future__ import annotations

import re

_NAMES = (
    "Bournemouth, Christchurch and Poole|Bath and North East Somerset|Cheshire West and Chester"
    "|East Riding of Yorkshire|North East Lincolnshire|Westmorland and Furness|Hammersmith and Fulham"
    "|Kensington and Chelsea|North Northamptonshire|Windsor and Maidenhead|Blackburn with Darwen"
    "|South Gloucestershire|West Northamptonshire|Barking and Dagenham|Central Bedfordshire|Kingston upon Thames"
    "|Redcar and Cleveland|Richmond upon Thames|Newcastle upon Tyne|Kingston upon Hull|North Lincolnshire"
    "|Telford and Wrekin|Brighton and Hove|Bracknell Forest|Northamptonshire|Stockton-on-Tees|Buckinghamshire"
    "|Gloucestershire|Isles of Scilly|North Yorkshire|Nottinghamshire|Southend-on-Sea|Cambridgeshire"
    "|City of London|Leicestershire|North Somerset|North Tyneside|Northumberland|South Tyneside|Stoke-on-Trent"
    "|Waltham Forest|West Berkshire|Worcestershire|Cheshire East|County Durham|Herefordshire|Hertfordshire"
    "|Isle of Wight|Middlesbrough|Milton Keynes|Staffordshire|Tower Hamlets|Wolverhampton|Lincolnshire"
    "|Peterborough|Warwickshire|Bournemouth|East Sussex|Oxfordshire|Southampton|West Sussex|Westminster"
    "|Birmingham|Calderdale|Cumberland|Darlington|Derbyshire|Hartlepool|Hillingdon|Lancashire|Manchester"
    "|Nottingham|Portsmouth|Shropshire|Sunderland|Wandsworth|Warrington|Blackpool|Doncaster|Gateshead|Greenwich"
    "|Hampshire|Islington|Leicester|Liverpool|Redbridge|Rotherham|Sheffield|Southwark|St Helens|Stockport"
    "|Wakefield|Wiltshire|Wokingham|Barnsley|Bradford|Cornwall|Coventry|Haringey|Havering|Hounslow|Kirklees"
    "|Knowsley|Lewisham|Plymouth|Rochdale|Sandwell|Solihull|Somerset|Tameside|Thurrock|Trafford|Bedford|Bristol"
    "|Bromley|Croydon|Cumbria|Enfield|Hackney|Lambeth|Norfolk|Reading|Rutland|Salford|Suffolk|Swindon|Walsall"
    "|Barnet|Bexley|Bolton|Camden|Dorset|Dudley|Durham|Ealing|Halton|Harrow|Medway|Merton|Newham|Oldham|Sefton"
    "|Slough|Surrey|Sutton|Torbay|Wirral|Brent|Derby|Devon|Essex|Leeds|Luton|Poole|Wigan|Bury|Hull|Kent|York"
)
_KNOWN = re.compile(rf"(?<![\w-])(?<!Greater )({_NAMES})(?![\w-])(?! (?:Road|Street|House|Park|Gate|Way|Hall)\b)")
_ALSO = {
    "County Durham": "Durham",
    "Hull": "Kingston upon Hull",
    "Southend": "Southend-on-Sea",
    "Stockton": "Stockton-on-Tees",
    "Stoke": "Stoke-on-Trent",
    "Richmond": "Richmond upon Thames",
    "Kingston": "Kingston upon Thames",
    "East Riding": "East Riding of Yorkshire",
    "Cheshire West": "Cheshire West and Chester",
    "Telford": "Telford and Wrekin",
    "Blackburn": "Blackburn with Darwen",
    "Redcar": "Redcar and Cleveland",
    "Scilly": "Isles of Scilly",
    "Bath": "Bath and North East Somerset",
    "Hammersmith": "Hammersmith and Fulham",
    "BCP": "Bournemouth, Christchurch and Poole",
    "Bournemouth, Poole and Christchurch": "Bournemouth, Christchurch and Poole",
}
"""What an authority is called beside the name it is filed under."""


def _folded(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold().replace("&", "and"))


_SPELT = {_folded(name): name for name in _NAMES.split("|")} | {_folded(short): name for short, name in _ALSO.items()}


def spelling(name: str) -> str:
    """The name an authority is filed under, whatever hyphens, "&", dots, capitals or short form a document prints."""
    return _SPELT.get(_folded(name), name)


def known_area(text: str) -> str | None:
    """The authority a text names most often, the first of those named equally often, or None."""
    named = _KNOWN.findall(text)
    return spelling(max(named, key=named.count)) if named else None
