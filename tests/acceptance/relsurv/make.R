# Makes reference.csv: Rscript make.R > reference.csv   (Debian 12: r-cran-relsurv 2.2-9, R 4.2.2)
#
# relsurv 2.2-9 hands Hakulinen's expected survival the rate table as it was given, while the dates of the
# patients have been moved from 1960 to 1970: its own figures are those of a population ten years earlier.
# Here it gets the table with the moved dates, as the other methods do.
suppressMessages(library(relsurv))
data(colrec); data(rdata); data(slopop)
years <- c(1, 2, 3, 5, 10)
prepare <- getFromNamespace("exp.prep", "relsurv")
reform <- getFromNamespace("rformulate", "relsurv")

tell <- function(cohort, method, time, surv, lower, upper, risk)
  cat(sprintf("%s,%s,%g,%.10f,%s,%s,%d\n", cohort, method, time, surv,
              ifelse(is.na(lower), "", sprintf("%.10f", lower)),
              ifelse(is.na(upper), "", sprintf("%.10f", upper)), as.integer(risk)), sep = "")

hakulinen <- function(cohort, formula, data, rmap) {
  form <- reform(formula, data, slopop, NULL, rmap)
  year <- form$R[, "year"]
  potential <- form$Y
  potential[form$status == 1] <- max(form$Y + year) - year[form$status == 1]
  times <- sort(unique(pmin(max(form$Y), c(form$Y, potential))))
  expected <- prepare(form$R, potential, form$ratetable, rep(0, nrow(form$R)), times = times)
  seen <- prepare(form$R, form$Y, form$ratetable, form$status, times = times)
  survival <- cumprod(1 - seen$dni / seen$yi) / exp(-cumsum(expected$yisidli / expected$yisis))
  error <- sqrt(cumsum(seen$dni / seen$yi^2))
  for (each in years) {
    at <- max(which(times <= each * 365.241))
    tell(cohort, "hakulinen", each, survival[at], survival[at] * exp(-qnorm(.975) * error[at]),
         survival[at] * exp(qnorm(.975) * error[at]), sum(form$Y >= each * 365.241))
  }
}

cat("cohort,method,years,estimate,low,high,at_risk\n")
run <- function(cohort, formula, data, rmap) {
  for (method in c("pohar-perme", "ederer1", "ederer2")) {
    found <- eval(bquote(rs.surv(.(formula), data = data, ratetable = slopop, method = .(method), rmap = .(rmap))))
    at <- summary(found, times = years * 365.241, extend = TRUE)
    tell(cohort, method, years, at$surv, at$lower, at$upper, at$n.risk)
  }
  hakulinen(cohort, formula, data, rmap)
  at <- summary(survfit(formula, data = data), times = years * 365.241, extend = TRUE)
  tell(cohort, "kaplan-meier", years, at$surv, at$lower, at$upper, at$n.risk)
}
run("colrec", Surv(time, stat) ~ 1, colrec, quote(list(age = age, sex = sex, year = diag)))
run("rdata", Surv(time, cens) ~ 1, rdata, quote(list(age = age * 365.241, sex = sex, year = year)))
