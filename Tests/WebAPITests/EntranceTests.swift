import HTTPTypes
import TestSupport
import Testing

/// How people come to the pages: by addresses as they are typed.
@Suite(.serialized) struct EntranceTests {
    /// Relative, so that the path before it, which a proxy has taken away, stays.
    @Test(arguments: [
        ("/admin/", "../admin"), ("/cabinet/", "../cabinet"), ("/admin/?lang=ru&x", "../admin?lang=ru&x"),
    ])
    func slashAtTheEnd_leadsToTheAddressWithoutIt(path: String, location: String) async throws {
        let fixture = try WebAPIFixture()
        let reply = try await fixture.client().get(path)
        #expect(reply.status == 308 && reply["Location"] == location)
    }

    @Test(arguments: ["/admin//", "/widget.js/", "/cabinet/x/"])
    func otherAddresses_leadNowhere(path: String) async throws {
        let fixture = try WebAPIFixture()
        #expect(try await fixture.client().get(path).status == 404)
    }
}
