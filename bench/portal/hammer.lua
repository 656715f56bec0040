-- wrk asks for the addresses of a file in turn, as a reverse proxy hands on one reader after another.
local lines, at, threads = {}, 0, {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  for line in io.lines(args[1]) do
    lines[#lines + 1] = line
  end
end

function request()
  at = at + 1
  wrk.headers["Host"] = "kinten.example.jp"
  wrk.headers["X-Forwarded-Proto"] = "https"
  wrk.headers["X-Forwarded-For"] = "10.0." .. math.floor(at / 250) % 250 .. "." .. at % 250
  wrk.headers["Accept-Encoding"] = "gzip"
  return wrk.format("GET", lines[(at - 1) % #lines + 1])
end

function done(summary, latency, requests)
  local told = '{"requests": %d, "seconds": %f, "failed": %d, "p95": %f}'
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(told:format(summary.requests, summary.duration / 1e6, failed, latency:percentile(95) / 1e3))
end
