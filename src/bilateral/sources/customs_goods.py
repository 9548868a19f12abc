"""What Japan's customs call areas and principal goods in their tables by area, and what is part of what."""

from __future__ import annotations

from bilateral.study.economies import names_in

WORLD, TOTAL, STEEL = "WLD", "Grand Total", "Iron And Steel Products"
# a section, then its items
_GOODS = """
Foodstuff: Fish And Fish Preparation; Meat And Meat Preparation; Cereals, Cereal Preparation; Vegetables; \
Fruits
Raw Materials: Wood; Ore Of Nonferrous; Iron Ore And Concentrates; Soy Beans
Mineral Fuels: Petroleum; Petroleum Products; Lng; Lpg; Coal
Chemicals: Organic Chemicals; Medical Products; Plastic Materials
Manufactured Goods: Iron And Steel Products; Nonferrous Metals; Manufactures Of Metals; \
Textile Yarn, Fabrics; Non-Metallic Mineral Ware; Rubber Manufactured; Paper & Paper Manufactures; \
Wood & Cork Manufactured
Machinery: Power Generating Machine; Computers And Units; Parts Of Computer; Metalworking Machinery; \
Pump And Centrifuges; Construction Machines; Mechanical Handling Equip; Heating Or Cooling Machine; \
Textile Machines; Ball Or Roller Bearings; Semicon Machinery Etc
Electrical Machinery: Semiconductors Etc; Visual Apparatus; Audio Apparatus; Audio & Visual Apparatus; \
Audio And Visual Apparatus; Parts Of Audio, Visual App.; Electrical Power Machinery; Telephony, Telegraphy; \
Electrical Measuring; Electrical Apparatus; Batteries And Accumulators; Insulated Wire And Cable
Transport Equipment: Motor Vehicles; Parts Of Motor Vehicles; Motorcycles, Autocycles; Ships; Aircraft
Others: Scientific, Optical Inst; Photographic Supplies; Blank/Recorded Media; Clothing And Accessories; \
Furniture; Bags
"""
# parts of an item; the items of one part follow each other over the years
_PARTS = """
(Ic): Semiconductors Etc
(Video Rec Or Repro App): Visual Apparatus; Audio & Visual Apparatus; Audio And Visual Apparatus
(Tv Receiver): Visual Apparatus; Audio & Visual Apparatus
(Car): Motor Vehicles
(Bus&Truck): Motor Vehicles
(Shrimps, Prawns, Lobsters): Fish And Fish Preparation
(Petroleum Spirits): Petroleum Products
(Coal N.e.s): Coal
(Telephone Sets): Telephony, Telegraphy
"""


def _listed(text: str) -> dict[str, list[str]]:
    lines = (line.split(": ") for line in text.strip().splitlines())
    return {name: rest.split("; ") for name, rest in lines}


AREAS = names_in("japan_customs") | {TOTAL: WORLD}
SECTIONS = _listed(_GOODS)
SECTION_OF = {item: section for section, items in SECTIONS.items() for item in items}
ITEMS_OF = _listed(_PARTS)
LEVELS = (
    {TOTAL: "grand_total"}
    | dict.fromkeys(SECTIONS, "section")
    | dict.fromkeys(SECTION_OF, "item")
    | dict.fromkeys(ITEMS_OF, "sub_item")
)
