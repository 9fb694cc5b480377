import Assets
import TestSupport
import Testing

@testable import WebAPI

/// In which form a page is served: compressed or plain.
@Suite(.serialized) struct CompressionTests {
    @Test(arguments: [
        ("gzip", true), ("gzip, deflate, br", true), ("br;q=1.0, gzip;q=0.8, *;q=0.1", true), ("*", true),
        ("x-gzip", true), ("GZIP", true), ("identity;q=0.5, gzip;q=0.5", true), ("gzip;q=0", false), ("", false),
        ("br", false), ("identity", false), ("gzip;q=0, *", false), ("*;q=0", false), ("identity, gzip;q=0.1", false),
        ("gzip;q=nonsense", false), ("gzipped", false),
    ])
    func form_isChosenByWhatIsAccepted(accepted: String, isCompressed: Bool) async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let reply = try await client.get("/widget/app.js", fields: ["Accept-Encoding": accepted])
        #expect(reply.status == 200)
        #expect(reply["Content-Encoding"] == (isCompressed ? "gzip" : nil))
        #expect(reply["Vary"]?.contains("Accept-Encoding") == true)
        let asset = try #require(Asset.named("widget/app.js"))
        #expect(reply.body.count == (isCompressed ? asset.gzip?.array.count : asset.bytes.array.count))
        if isCompressed { #expect(reply.body.prefix(3) == [0x1F, 0x8B, 8]) }
    }

    @Test func eachForm_hasItsOwnValidator_andHeadTellsOfIt() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let (gzip, plain) = (["Accept-Encoding": "gzip"], [String: String]())
        for path in ["/widget/app.js", "/widget.js", "/admin", "/cabinet", "/api/openapi.json"] {
            let small = try await client.get(path, fields: gzip)
            let large = try await client.get(path, fields: plain)
            let (smallTag, largeTag) = (try #require(small["ETag"]), try #require(large["ETag"]))
            #expect(smallTag != largeTag)
            #expect(small.body.count < large.body.count, "\(path)")
            for (fields, tag, status) in [
                (gzip, smallTag, 304), (plain, largeTag, 304), (gzip, largeTag, 200), (plain, smallTag, 200),
            ] {
                let again = try await client.get(path, fields: fields.merging(["If-None-Match": tag]) { $1 })
                #expect(again.status == status, "\(path)")
                #expect(again["Vary"]?.contains("Accept-Encoding") == true)
            }
            let head = try await client.request("HEAD", path, fields: gzip, body: nil)
            #expect(head["Content-Length"] == "\(small.body.count)" && head["Content-Encoding"] == "gzip")
        }
    }

    @Test func answers_areNeverCompressed() async throws {
        let fixture = try WebAPIFixture()
        let client = try fixture.client()
        let reply = try await client.request(
            "POST", "/api/support/session", fields: ["Accept-Encoding": "gzip"], body: "")
        #expect(reply.status == 201 && reply["Content-Encoding"] == nil)
    }
}
