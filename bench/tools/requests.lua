-- Has wrk send the requests of a file, one after the other, over and over: a line each, with the
-- fields that tools/load.cpp reads. Ends with a JSON object.
local lines = {}
local at = 0

function init(words)
  for line in io.lines(words[1]) do
    local method, path, cookies, body = line:match("^[^\t]*\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    lines[#lines + 1] = wrk.format(method, path, { Cookie = cookies }, body)
  end
end

function request()
  at = at % #lines + 1
  return lines[at]
end

function done(summary, latency)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write(string.format('\n{"count": %d, "seconds": %.3f, "wrong": %d, "p50": %d, "p99": %d}\n',
    summary.requests, summary.duration / 1e6, wrong, latency:percentile(50),
    latency:percentile(99)))
end
