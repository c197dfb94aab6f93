-- page.lua: what wrk sends, and how it tells what it measured. The first argument is a file with one request per line:
-- method, path, cookie, origin and body, with tabs between. The second: bytes that an empty answer shall have, added to the address.

local requests, next_one = {}, 0

function init(args)
	local bytes = tonumber(args[2] or "")
	for line in io.lines(args[1]) do
		local method, path, cookie, origin, body = line:match("^(%S+)\t(%S+)\t(%S*)\t(%S*)\t(.*)$")
		local headers = { Cookie = cookie }
		if bytes and bytes > 0 then
			path = path .. (path:find("?", 1, true) and "&" or "?") .. "bytes=" .. bytes
		end
		if method == "POST" then
			headers["Origin"] = origin
			headers["Content-Type"] = "application/x-www-form-urlencoded"
		end
		requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
	end
end

function request()
	next_one = next_one + 1
	return requests[(next_one - 1) % #requests + 1]
end

function done(summary, latency)
	local errors = summary.errors
	io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"failed":%d,"p50":%d,"p99":%d}\n',
		summary.requests, summary.duration, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
		latency:percentile(50), latency:percentile(99)))
end
