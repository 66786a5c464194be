-- Plain GETs, with a cookie when COOKIE is set; prints rate, p50, p99 (ms), errors, number, p95.
function init()
	if os.getenv("COOKIE") then wrk.headers["Cookie"] = os.getenv("COOKIE") end
end
function done(summary, latency, requests)
	io.write(string.format("RESULT %.1f %.3f %.3f %d %d %.3f\n",
		summary.requests / (summary.duration / 1e6),
		latency:percentile(50) / 1000, latency:percentile(99) / 1000,
		summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
		summary.requests, latency:percentile(95) / 1000))
end
