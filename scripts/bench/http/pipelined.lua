-- wrk: sixteen requests in one write.
init = function()
    local one = wrk.format("GET")
    local batch = {}
    for place = 1, 16 do batch[place] = one end
    requests = table.concat(batch)
end

request = function() return requests end
