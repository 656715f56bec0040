# Makes more.csv: Rscript more.R > more.csv   (Debian 12: r-cran-relsurv 2.2-9, r-cran-popepi 0.4.10, R 4.2.2)
#
# Age-standardised: rs.surv by age group, weighed by ICSS 1; its variance by the delta method, its interval
# on the logarithm. Period 1998-01-01..2000-12-31: entry and exit by expprep2 (relsurv) and survfit. A day of
# follow-up is a day of the calendar: who was diagnosed before the window enters at its first day. For
# Ederer II expprep2 adds up the hazards of those who have not entered yet, so popEpi gives it, in intervals
# of a quarter of a month and years of 365.25 days; its moments are the ends of days.
suppressMessages({library(relsurv); library(popEpi); library(Epi); library(data.table)})
data(colrec); data(slopop)
years <- c(1, 2, 3, 5)
day <- 365.241
form <- getFromNamespace("rformulate", "relsurv")
tell <- function(what, method, years, surv, lower, upper, risk)
  cat(sprintf("%s,%s,%g,%.10f,%.10f,%.10f,%d\n", what, method, years, surv, lower, upper,
              as.integer(risk)), sep = "")
cat("what,method,years,estimate,low,high,at_risk\n")

colrec$group <- cut(floor(colrec$age / day), c(15, 45, 55, 65, 75, 200), right = FALSE)
weights <- c(7, 12, 23, 29, 29) / 100   # ICSS 1 (Corazziari 2004), with shares of 100
z <- qnorm(.975)
for (method in c("pohar-perme", "ederer2", "ederer1", "kaplan-meier")) {
  surv <- error <- risk <- 0
  for (each in seq_along(weights)) {
    part <- colrec[as.integer(colrec$group) == each, ]
    found <- if (method == "kaplan-meier") survfit(Surv(time, stat) ~ 1, data = part) else
      rs.surv(Surv(time, stat) ~ 1, data = part, ratetable = slopop, method = method,
              rmap = list(age = age, sex = sex, year = diag))
    at <- summary(found, times = years * day, extend = TRUE)
    se <- if (method == "kaplan-meier") at$std.err else at$surv * (log(at$upper) - log(at$surv)) / z
    surv <- surv + weights[each] * at$surv
    error <- error + weights[each]^2 * se^2
    risk <- risk + at$n.risk
  }
  error <- sqrt(error) / surv
  tell("icss1", method, years, surv, surv * exp(-z * error), surv * exp(z * error), risk)
}

first <- as.numeric(as.Date("1998-01-01") - as.Date("1960-01-01"))
last <- as.numeric(as.Date("2000-12-31") - as.Date("1960-01-01"))
whole <- form(Surv(time, stat) ~ 1, colrec, slopop, NULL, quote(list(age = age, sex = sex, year = diag)))
born <- as.numeric(colrec$diag)
enter <- ifelse(born < first, pmax(first - 1 - born, .5), 0)
leave <- pmin(whole$Y, pmax(last - born, .5))
dead <- whole$status * (whole$Y <= leave)
in_it <- born <= last & leave > enter
times <- sort(unique(c(leave[in_it], enter[in_it & enter > 0])))
found <- expprep2(whole$R[in_it, ], leave[in_it], whole$ratetable, dead[in_it], times = times,
                  fast = TRUE, ys = enter[in_it], prec = 1)
ended <- leave[in_it]
moved <- found$dnisi / found$yisi - found$yidlisiw
squares <- found$dnisisq / found$yisi^2
moved[!is.finite(moved)] <- 0; squares[!is.finite(squares)] <- 0
survival <- cumprod(1 - moved); error <- sqrt(cumsum(squares))
at <- sapply(years, function(each) which(times == max(ended[ended <= each * day])))
risk <- sapply(years, function(each) sum(ended >= each * day & enter[in_it] < each * day))
tell("period", "pohar-perme", years, survival[at], survival[at] * exp(-z * error[at]),
     survival[at] * exp(z * error[at]), risk)
part <- data.frame(enter = enter, leave = leave, dead = dead)[in_it, ]
at <- summary(survfit(Surv(enter, leave, dead) ~ 1, data = part), times = years * day, extend = TRUE)
tell("period", "kaplan-meier", years, at$surv, at$lower, at$upper, risk)

days <- function(text) as.numeric(as.Date(text)) / 365.25 + 1970
data <- as.data.table(colrec)
data[, sex := as.integer(sex)]
data <- Lexis(entry = list(FUT = 0, AGE = age / 365.25, CAL = days(as.Date(as.numeric(diag), "1960-01-01"))),
              exit = list(FUT = pmax(time, .5) / 365.25), data = data, exit.status = stat, notes = FALSE)
rates <- as.data.table(as.data.frame.table(unclass(slopop), responseName = "haz"))
setnames(rates, 1:3, c("AGE", "CAL", "sex"))
rates <- rates[, .(AGE = as.integer(AGE) - 1L, CAL = as.integer(as.character(CAL)), sex = as.integer(sex),
                   haz = haz * day)]
found <- suppressWarnings(survtab(Surv(FUT, lex.Xst) ~ 1, data = data, pophaz = rates, surv.type = "surv.rel",
  relsurv.method = "e2", conf.type = "log",
  breaks = list(FUT = seq(0, 5, 1 / 48), CAL = c(days("1997-12-31"), days("2000-12-31")))))
at <- match(years, round(found$Tstop, 6))
tell("period", "ederer2", years, found$r.e2[at], found$r.e2.lo[at], found$r.e2.hi[at], risk)
