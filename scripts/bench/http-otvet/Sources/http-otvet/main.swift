// The engine alone behind GET /healthz, for the benchmark beside it.
import Dispatch
import HTTPEngine
import HTTPTypes

let body = ResponseBody.bytes(Array(#"{"status":"ok"}"#.utf8))
let fields: HTTPFields = [.contentType: "application/json"]
var router = Router()
router.on(.get, "/healthz", sync: { [fields, body] _ in Response(.ok, fields: fields, body: body) })
router.on(.get, "/async", async: { [fields, body] _ in Response(.ok, fields: fields, body: body) })
var configuration = ServerConfiguration()
configuration.port = UInt16(CommandLine.arguments.dropFirst().first ?? "") ?? 0
configuration.loops = 1
let server = HTTPServer(configuration: configuration, router: router)
let address = try server.start()
print("listening on http://\(address)")
dispatchMain()
