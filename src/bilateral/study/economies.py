"""Economies by code: what official sources call them, and how a mistyped code is mended.

Codes are ISO 3166-1 alpha-3, with EUU and XKX as the World Bank has them.
"""

from __future__ import annotations

from crossfoot import InputError

# code, then the names that sources use, the usual one first
_LISTED = """
ABW Aruba
AFG Afghanistan
AGO Angola
AIA Anguilla
ALA Åland Islands
ALB Albania
AND Andorra
ARE United Arab Emirates|UAE
ARG Argentina
ARM Armenia
ASM American Samoa
ATA Antarctica
ATF French Southern Territories
ATG Antigua and Barbuda
AUS Australia
AUT Austria
AZE Azerbaijan
BDI Burundi
BEL Belgium
BEN Benin
BES Bonaire, Sint Eustatius and Saba
BFA Burkina Faso
BGD Bangladesh
BGR Bulgaria
BHR Bahrain
BHS Bahamas|Bahamas, The
BIH Bosnia and Herzegovina
BLM Saint Barthélemy
BLR Belarus
BLZ Belize
BMU Bermuda
BOL Bolivia
BRA Brazil
BRB Barbados
BRN Brunei Darussalam|Brunei
BTN Bhutan
BVT Bouvet Island
BWA Botswana
CAF Central African Republic
CAN Canada
CCK Cocos (Keeling) Islands
CHE Switzerland
CHL Chile
CHN China|P.R.China|People's Republic of China
CIV Côte d'Ivoire|Côte d’Ivoire|Cote d'Ivoire|Ivory Coast
CMR Cameroon
COD Democratic Republic of the Congo|Congo, Dem. Rep.
COG Congo|Congo, Rep.
COK Cook Islands
COL Colombia
COM Comoros
CPV Cabo Verde|Cape Verde
CRI Costa Rica
CUB Cuba
CUW Curaçao|Curacao
CXR Christmas Island
CYM Cayman Islands
CYP Cyprus
CZE Czechia|Czech Republic|Czech
DEU Germany
DJI Djibouti
DMA Dominica
DNK Denmark
DOM Dominican Republic
DZA Algeria
ECU Ecuador
EGY Egypt|Egypt, Arab Rep.
ERI Eritrea
ESH Western Sahara
ESP Spain
EST Estonia
ETH Ethiopia
EUU European Union|EU
FIN Finland
FJI Fiji
FLK Falkland Islands
FRA France
FRO Faroe Islands
FSM Micronesia
GAB Gabon
GBR United Kingdom|UK|U.K.
GEO Georgia
GGY Guernsey
GHA Ghana
GIB Gibraltar
GIN Guinea
GLP Guadeloupe
GMB Gambia|Gambia, The
GNB Guinea-Bissau
GNQ Equatorial Guinea
GRC Greece
GRD Grenada
GRL Greenland
GTM Guatemala
GUF French Guiana
GUM Guam
GUY Guyana
HKG Hong Kong|Hong Kong SAR, China|Hong Kong, China
HMD Heard Island and McDonald Islands
HND Honduras
HRV Croatia
HTI Haiti
HUN Hungary
IDN Indonesia
IMN Isle of Man
IND India
IOT British Indian Ocean Territory
IRL Ireland
IRN Iran|Iran, Islamic Rep.|Iran, Islamic Republic of
IRQ Iraq
ISL Iceland
ISR Israel
ITA Italy
JAM Jamaica
JEY Jersey
JOR Jordan
JPN Japan
KAZ Kazakhstan
KEN Kenya
KGZ Kyrgyzstan|Kyrgyz Republic
KHM Cambodia
KIR Kiribati
KNA Saint Kitts and Nevis
KOR Korea|Republic of Korea|Korea, Rep.|R.Korea|South Korea
KWT Kuwait
LAO Lao PDR|Lao People's Democratic Republic|Laos
LBN Lebanon
LBR Liberia
LBY Libya
LCA Saint Lucia
LIE Liechtenstein
LKA Sri Lanka
LSO Lesotho
LTU Lithuania
LUX Luxembourg
LVA Latvia
MAC Macau|Macao|Macao SAR, China
MAF Saint Martin
MAR Morocco
MCO Monaco
MDA Moldova
MDG Madagascar
MDV Maldives
MEX Mexico
MHL Marshall Islands
MKD North Macedonia
MLI Mali
MLT Malta
MMR Myanmar|Burma
MNE Montenegro
MNG Mongolia
MNP Northern Mariana Islands
MOZ Mozambique
MRT Mauritania
MSR Montserrat
MTQ Martinique
MUS Mauritius
MWI Malawi
MYS Malaysia
MYT Mayotte
NAM Namibia
NCL New Caledonia
NER Niger
NFK Norfolk Island
NGA Nigeria
NIC Nicaragua
NIU Niue
NLD Netherlands|Netherlands (Kingdom of the)
NOR Norway
NPL Nepal
NRU Nauru
NZL New Zealand
OMN Oman
PAK Pakistan
PAN Panama
PCN Pitcairn
PER Peru
PHL Philippines
PLW Palau
PNG Papua New Guinea
POL Poland
PRI Puerto Rico
PRK North Korea|Korea, Dem. People's Rep.
PRT Portugal
PRY Paraguay
PSE Palestine|West Bank and Gaza
PYF French Polynesia
QAT Qatar
REU Réunion
ROU Romania
RUS Russia|Russian Federation
RWA Rwanda
SAU Saudi Arabia
SDN Sudan
SEN Senegal
SGP Singapore
SGS South Georgia and the South Sandwich Islands
SHN Saint Helena, Ascension and Tristan da Cunha
SJM Svalbard and Jan Mayen
SLB Solomon Islands
SLE Sierra Leone
SLV El Salvador
SMR San Marino
SOM Somalia
SPM Saint Pierre and Miquelon
SRB Serbia
SSD South Sudan
STP Sao Tome and Principe|São Tomé and Príncipe
SUR Suriname
SVK Slovakia|Slovak Republic
SVN Slovenia
SWE Sweden
SWZ Eswatini|Swaziland
SXM Sint Maarten
SYC Seychelles
SYR Syria|Syrian Arab Republic
TCA Turks and Caicos Islands
TCD Chad
TGO Togo
THA Thailand
TJK Tajikistan
TKL Tokelau
TKM Turkmenistan
TLS Timor-Leste|East Timor
TON Tonga
TTO Trinidad and Tobago
TUN Tunisia
TUR Türkiye|Turkey|Turkiye
TUV Tuvalu
TWN Taiwan|Chinese Taipei|Other Asia, nes
TZA Tanzania
UGA Uganda
UKR Ukraine
UMI United States Minor Outlying Islands
URY Uruguay
USA United States|USA|U.S.A.|United States of America
UZB Uzbekistan
VAT Holy See
VCT Saint Vincent and the Grenadines
VEN Venezuela|Venezuela, RB
VGB British Virgin Islands
VIR United States Virgin Islands
VNM Viet Nam|Vietnam
VUT Vanuatu
WLF Wallis and Futuna
WSM Samoa
XKX Kosovo
YEM Yemen|Yemen, Rep.
ZAF South Africa
ZMB Zambia
ZWE Zimbabwe
"""
SOURCES_NAMES: dict[str, list[str]] = {line[:3]: line[4:].split("|") for line in _LISTED.strip().splitlines()}


def codes_by_word(names: dict[str, str]) -> dict[str, str]:
    """Every word by which a file may call one of these economies, to its code: its code, what official
    sources call it, and its name in the study. names: code to display name, in any language."""
    words = {word: code for code in names for word in (code, *SOURCES_NAMES.get(code, []))}
    return words | {name: code for code, name in names.items()}


def check_code(place: str, code: str) -> None:
    """Raises InputError for a code that no economy has, with the code that was likely meant."""
    if code in SOURCES_NAMES:
        return
    named = [
        known
        for known, called in SOURCES_NAMES.items()
        if code.casefold() in (word.casefold() for word in called)
    ]
    if code.upper() in SOURCES_NAMES or named:
        raise InputError(place, repr(code), repr(code.upper() if code.upper() in SOURCES_NAMES else named[0]))
    # imported here: a sound configuration never needs it
    from difflib import get_close_matches

    begun = [
        known
        for known, called in SOURCES_NAMES.items()
        if len(code) > 2 and called[0].upper().startswith(code.upper())
    ]
    near = list(dict.fromkeys([*begun, *get_close_matches(code.upper(), SOURCES_NAMES, n=3, cutoff=0.6)]))[:3]
    likely = (
        f"; near it are {', '.join(f'{match} ({SOURCES_NAMES[match][0]})' for match in near)}" if near else ""
    )
    raise InputError(place, repr(code), f"a code of ISO 3166-1 alpha-3{likely}")
