"""A page as economists write it, and the mistakes that can be planted in it one by one."""

SOUND = """# What tariffs do to trade

We asked 40 firms, and 22.5% of the 40 firms had never heard of the agreement. Those that had heard of it
gave it a better mark than the others did, t(28) = 2.20, p = .036. Exports doubled over ten years, that
is, a compound annual growth of 7.2%.

Table 1: Tariffs and exports

| | (1) | (2) | (3) |
|---|---|---|---|
| Tariff | -0.42*** | -0.40*** | -0.36** |
| | (0.10) | (0.11) | (0.15) |
| Output | 0.81*** | 0.79*** | 0.80*** |
| | (0.05) | (0.05) | (0.06) |
| Agreement | | 0.12 | 0.19* |
| | | (0.11) | (0.11) |
| Landlocked | | | -0.05 |
| | | | (0.09) |
| Observations | 1,250 | 1,250 | 1,180 |
| R² | 0.61 | 0.63 | 0.66 |
| Adjusted R² | 0.60 | 0.62 | 0.65 |

Notes: Standard errors in parentheses. * p < 0.1, ** p < 0.05, *** p < 0.01.

Table 2: The gravity equation, 1,250 observations

| Variable | Coefficient | Std. error | t | p | 95% CI |
|---|---|---|---|---|---|
| Distance | -0.84 | 0.12 | -7.00 | 0.000 | [-1.08, -0.60] |
| Common language | 0.45 | 0.15 | 3.00 | 0.003 | [0.16, 0.74] |
| Common border | 0.24 | 0.12 | 2.00 | 0.046 | [0.00, 0.48] |
| Island | 0.10 | 0.20 | 0.50 | 0.617 | [-0.29, 0.49] |
| Agreement in force | 0.33 | 0.11 | 3.00 | 0.003 | [0.11, 0.55] |

Table 3: How firms judge the agreement, on a five-point scale from 1 to 5

| Question | n | Mean |
|---|---|---|
| It lowers our costs | 20 | 3.45 |
| We understand its rules | 25 | 3.48 |
| Its papers are easy to get | 16 | 2.75 |
| We would use it again | 20 | 4.10 |

Table 4: Tariffs by partner, in percent

| Partner | Farm goods | Industry | Fuels |
|---|---|---|---|
| Japan | 4.2 | 2.1 | 0.7 |
| China | 15.6 | 8.4 | 3.3 |
| Korea | 9.0 | 4.0 | 2.5 |
| Weighted mean | 11.3 | 6.2 | 2.9 |

Table 5: Exports on two bases

| Year | Exports (2010 = 100) | Exports (2015 = 100) |
|---|---|---|
| 2010 | 100.0 | 80.0 |
| 2011 | 103.0 | 82.4 |
| 2012 | 106.0 | 84.8 |
| 2013 | 112.0 | 89.6 |
| 2014 | 118.0 | 94.4 |
| 2015 | 125.0 | 100.0 |

Table 6: Exports by product, million US dollars

| Product | 2010 | 2020 | CAGR 2010–2020 (%) |
|---|---|---|---|
| Rice | 100 | 200 | 7.2 |
| Tea | 250 | 400 | 4.8 |
| Cloth | 80 | 240 | 11.6 |
| Steel | 500 | 650 | 2.7 |
| Glass | 120 | 150 | 2.3 |

Table 7: Hourly wages in euros

| Sector | Men | Women | All |
|---|---|---|---|
| Farming | 12.1 | 10.4 | 11.5 |
| Textiles | 13.0 | 11.2 | 11.9 |
| Steel | 19.4 | 17.3 | 19.1 |
| Banking | 27.6 | 22.8 | 24.9 |
| Health | 21.5 | 18.9 | 19.5 |
"""

# the mistake, what is printed instead, the kind of check that finds it, and what it quotes
MISTAKES = {
    "a star without significance": ("0.12 | 0.19* |", "0.12** | 0.19* |", "coefficient_stars", "0.12**"),
    "significance without a star": ("| 0.79*** |", "| 0.79 |", "coefficient_stars", "0.79"),
    "an R² above 1": ("0.63 | 0.66 |", "0.63 | 1.21 |", "r_squared", "1.21"),
    "a p that its t does not give": ("0.50 | 0.617", "0.50 | 0.061", "coefficient_p", "0.061"),
    "an interval beside its estimate": (
        "[0.11, 0.55]",
        "[0.41, 0.85]",
        "interval_holds_estimate",
        "[0.41, 0.85]",
    ),
    "a weighted mean above its parts": ("mean | 11.3", "mean | 16.9", "average_within", "16.9"),
    "an index re-based by subtraction": ("112.0 | 89.6", "112.0 | 87.0", "index_rebased", "87.0"),
    "a rate that is not compounded": ("240 | 11.6", "240 | 20.0", "growth_over_years", "20.0"),
    "a mean of all above both groups": ("17.3 | 19.1", "17.3 | 20.3", "average_within", "20.3"),
    "a t that its error does not give": ("0.15 | 3.00", "0.15 | 4.00", "coefficient_t", "4.00"),
    "an adjusted R² above R²": ("0.60 | 0.62 |", "0.60 | 0.68 |", "adjusted_r_squared", "0.68"),
    "a p of another t in the text": ("2.20, p = .036", "1.20, p = .036", "test", "t(28) = 1.20, p = .036"),
    "a compound rate in the text": ("growth of 7.2%", "growth of 9.2%", "growth", "9.2%"),
}
