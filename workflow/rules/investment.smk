def flow_files(path):
    """The compiled CSV, or every workbook of a folder."""
    if not Path(path).is_dir():
        return [path]
    return sorted(str(file) for file in Path(path).glob("*.xlsx") if not file.name.startswith("~"))


INVESTMENT = config["investment"]
FLOWS = flow_files(INVESTMENT["flows"])
if not FLOWS:
    stop(
        "config.yaml: investment.flows",
        f"no .xlsx file in {INVESTMENT['flows']!r}",
        "yearly workbooks",
    )

# the measures of the partner; a study may have another name for them
PARTNER_TABLE = INVESTMENT.get("partner_table", "fdi_partner")
if PARTNER_TABLE not in (like := tables_like("fdi_partner", files.read_text(DICTIONARY))):
    stop("config.yaml: investment.partner_table", repr(PARTNER_TABLE), f"one of {', '.join(like)}")
CLEAN_INVESTMENT = "fdi_flows fdi_identities exchange_rates printed_investment earlier_releases".split()
MEASURED_INVESTMENT = (
    f"fdi_destinations fdi_groups {PARTNER_TABLE} fdi_volatility fdi_concentration fdi_printed "
    "fdi_cumulative fdi_target fdi_releases"
).split()
INVESTMENT_FIGURES = ["investment_groups", "investment_partner"]


rule extract_investment:
    input:
        flows=[fetched(path) for path in FLOWS],
        sources=SOURCES,
        code=code_of("extract_investment"),
    output:
        cells="results/extracted/investment.csv",
    log:
        "logs/extract_investment.log",
    conda:
        "../envs/study.yml"
    message:
        "Reading the investment flows"
    script:
        "../../scripts/extract_investment.py"


rule clean_investment:
    input:
        cells="results/extracted/investment.csv",
        rate_rows=as_text(INVESTMENT["exchange_rates"]),
        printed_rows=[as_text(INVESTMENT[name]) for name in ["printed"] if name in INVESTMENT],
        earlier_rows=[as_text(INVESTMENT[name]) for name in ["releases"] if name in INVESTMENT],
        destinations=shared("data/destinations.csv"),
        dictionary=DICTIONARY,
        code=code_of("clean_investment"),
    output:
        **as_tables("clean", CLEAN_INVESTMENT),
    log:
        "logs/clean_investment.log",
    conda:
        "../envs/study.yml"
    params:
        release=INVESTMENT["release"],
        named={key: INVESTMENT[key] for key in ("exchange_rates", "printed", "releases") if key in INVESTMENT},
        years=config["years"],
        names=config["names"],
    message:
        "Typing the investment flows and checking their sums"
    script:
        "../../scripts/clean_investment.py"


rule measure_investment:
    input:
        flows="results/clean/fdi_flows.parquet",
        rates="results/clean/exchange_rates.parquet",
        printed="results/clean/printed_investment.parquet",
        earlier="results/clean/earlier_releases.parquet",
        destinations=shared("data/destinations.csv"),
        dictionary=DICTIONARY,
        code=code_of("measure_investment"),
    output:
        **as_tables("analysis", MEASURED_INVESTMENT),
    log:
        "logs/measure_investment.log",
    conda:
        "../envs/study.yml"
    params:
        partner=PAIR["partner"],
        partner_table=PARTNER_TABLE,
        rival=INVESTMENT["rival"],
        groups=INVESTMENT["groups"],
        centres=INVESTMENT.get("financial_centres", []),
        target=INVESTMENT.get("target"),
    message:
        "Measuring investment by destination"
    script:
        "../../scripts/measure_investment.py"


rule draw_investment:
    input:
        fdi_groups="results/analysis/fdi_groups.parquet",
        destinations="results/analysis/fdi_destinations.parquet",
        printed="results/analysis/fdi_printed.parquet",
        fonts=FONTS,
        code=code_of("draw_investment"),
    output:
        **as_figures(INVESTMENT_FIGURES, "Investment"),
    log:
        "logs/draw_investment.log",
    conda:
        "../envs/study.yml"
    params:
        names=SHOWN_NAMES,
        pair=PAIR,
        rival=INVESTMENT["rival"],
        groups=INVESTMENT["groups"],
    message:
        "Drawing the investment figures"
    script:
        "../../scripts/draw_investment.py"
