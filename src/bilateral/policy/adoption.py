"""A programme's rounds: how often applications are adopted, how long that takes, and whether it changes."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint

DAYS_PER_YEAR = 365.25
# rounds that a trend is put through
FEWEST = 3
TOTAL = "total"


def adoption_by_round(rounds: pd.DataFrame) -> pd.DataFrame:
    """Adoption rate of each round, and of all rounds together (round "all"), with Wilson intervals; days of
    the call, from its end to the decision, and shared with the call before; whether the call opened before
    the decision on the round before.

    rounds: the clean table diversification_rounds. Wilson (1927), "Probable Inference, the Law of
    Succession, and Statistical Inference", JASA 22(158); 95%.
    """
    frame = _single(rounds)[["round", "call_from", "call_to", "decided_on", "applications", "adopted"]]
    frame["call_days"] = _days(frame["call_to"] - frame["call_from"]) + 1
    frame["selection_days"] = _days(frame["decided_on"] - frame["call_to"])
    earlier = frame.shift()
    ends = frame["call_to"].where(frame["call_to"] < earlier["call_to"], earlier["call_to"])
    frame["shared_days"] = (_days(ends - frame["call_from"]) + 1).clip(lower=0)
    frame["before_last_decision"] = (_days(earlier["decided_on"] - frame["call_from"]) >= 0).map(
        {True: "yes", False: "no"}
    )
    whole = pd.DataFrame(
        [{"round": "all"} | {name: frame[name].sum() for name in ("applications", "adopted")}]
    )
    frame = pd.concat([frame, whole], ignore_index=True)
    frame["rate_pct"] = frame["adopted"] / frame["applications"] * 100
    low, high = proportion_confint(frame["adopted"], frame["applications"], method="wilson")
    frame["rate_pct_low"], frame["rate_pct_high"] = low * 100, high * 100
    return frame


def adoption_trend(rounds: pd.DataFrame) -> pd.DataFrame:
    """Logit of the adoption rate on the round and on the years since the first call, each with binomial
    errors and with errors scaled by the dispersion found: change of log odds with its 95% interval, the odds
    ratio, p-value, dispersion (Pearson χ² over degrees of freedom) and n. Once with all rounds (left_out
    "none"), and once without each.

    McCullagh and Nelder (1989), Generalized Linear Models, ch. 4. Applications of one round are taken as
    independent, and no applicant is known to apply twice; with few rounds, scaled errors are the ones to
    read.
    """
    frame = _single(rounds)
    fits = [_fitted(frame).assign(left_out="none")]
    # a line through two rounds leaves nothing to tell errors by
    if len(frame) > FEWEST:
        fits += [_fitted(frame[frame["round"] != left]).assign(left_out=left) for left in frame["round"]]
    return pd.concat(fits, ignore_index=True)


def _fitted(frame: pd.DataFrame) -> pd.DataFrame:
    # rates with weights: for counts in two columns statsmodels' scale="X2" is not the Pearson dispersion
    rates, weights = frame["adopted"] / frame["applications"], frame["applications"].astype(float)
    times = {
        "round": frame["round"].astype(float),
        "year": (frame["call_from"] - frame["call_from"].iloc[0]).dt.days / DAYS_PER_YEAR,
    }
    rows = []
    for per, time in times.items():
        design = sm.add_constant(time.rename(per))
        for errors, scale in (("binomial", None), ("scaled by dispersion", "X2")):
            model = sm.GLM(rates.astype(float), design, family=sm.families.Binomial(), var_weights=weights)
            fit = model.fit(scale=scale, use_t=scale is not None)
            low, high = fit.conf_int().loc[per]
            rows.append(
                {
                    "per": per,
                    "errors": errors,
                    "log_odds": fit.params[per],
                    "log_odds_low": low,
                    "log_odds_high": high,
                    "odds_ratio": np.exp(fit.params[per]),
                    "p_value": fit.pvalues[per],
                    "dispersion": fit.pearson_chi2 / fit.df_resid,
                    "n": len(frame),
                    "intercept": fit.params["const"],
                }
            )
    return pd.DataFrame(rows)


def _single(rounds: pd.DataFrame) -> pd.DataFrame:
    """The rounds in order of their call, without the printed total."""
    return rounds[rounds["round"] != TOTAL].sort_values("call_from", ignore_index=True)


def _days(difference: pd.Series) -> pd.Series:
    return difference.dt.days.astype("Int64")
