-- wrk: each request posts one message in the name of a random visitor. The tokens stand in a file, one a line. Each visitor has
-- an address of their own, as a proxy tells it: what a crowd behind one address costs is for scripts/abuse to tell.
local tokens = {}
for token in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = token end
local body = string.rep("a", 200)
local count = 0

function init(arguments)
    math.randomseed(os.time())
    run = string.format("%08x", math.random(0, 0x7fffffff))
end

function request()
    count = count + 1
    local visitor = math.random(#tokens)
    local json = string.format('{"message":"%s","client_message_id":"%s-4000-8000-%d"}', body, run, count)
    return wrk.format("POST", "/api/support/chat/send", {
        ["Authorization"] = "Bearer " .. tokens[visitor],
        ["X-Forwarded-For"] = string.format("10.%d.%d.1", math.floor(visitor / 256), visitor % 256),
        ["Content-Type"] = "application/json",
    }, json)
end

function response(status)
    if status ~= 201 then io.write("status " .. status .. "\n") end
end
