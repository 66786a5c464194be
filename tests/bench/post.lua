-- Posts each line of a file once (complete submissions), or one line again and
-- again (a page in the middle of the form). BODIES, PATH_TO, ONCE in the environment.
local bodies, at = {}, 0
local path = os.getenv("PATH_TO")
local once = os.getenv("ONCE") == "1"
local threads = tonumber(os.getenv("THREADS") or "1")
local counter = 0

function setup(thread)
	thread:set("number", counter)
	counter = counter + 1
end

function init()
	local i = 0
	for line in io.lines(os.getenv("BODIES")) do
		if i % threads == number or not once then bodies[#bodies + 1] = line end
		i = i + 1
	end
	wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
	wrk.headers["Origin"] = os.getenv("ORIGIN")
end

function request()
	at = at + 1
	if at > #bodies then
		if once then wrk.thread:stop() return wrk.format("GET", "/robots.txt") end
		at = 1
	end
	return wrk.format("POST", path, nil, bodies[at])
end

function done(summary, latency, requests)
	io.write(string.format("RESULT %.1f %.3f %.3f %d %d %.3f\n",
		summary.requests / (summary.duration / 1e6),
		latency:percentile(50) / 1000, latency:percentile(99) / 1000,
		summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
		summary.requests, latency:percentile(95) / 1000))
end
