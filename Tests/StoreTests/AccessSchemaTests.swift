import TestSupport
import Testing

@testable import Store

/// Pictures too large to be drawn, sent before that was known.
@Suite struct AccessSchemaTests {
    let folder = TemporaryFolder()

    @Test func hugePictures_areNoPicturesAnyMore_inTheCopiesOfMessagesToo() throws {
        let database = try Connection(path: folder.path + "/test.db", access: .readWrite)
        let last = try #require(Migrator.embedded.firstIndex { $0.name.hasSuffix("_access.sql") })
        try Migrator.migrate(database, with: Array(Migrator.embedded.prefix(last))) { _ in "" }
        let small = #"{"id":"2","kind":"photo","state":"ready","name":"a \"b\".png","width":8,"height":8}"#
        let huge = #"{"id":"1","kind":"photo","state":"ready","width":65535,"height":65535}"#
        let document = #"{"id":"1","kind":"document","state":"ready","width":65535,"height":65535}"#
        try database.run(
            script: """
                INSERT INTO users (id, created_at) VALUES (1, 1);
                INSERT INTO tickets (id, user_id, kind, status, created_at) VALUES (1, 1, 'chat', 'open', 5);
                INSERT INTO blobs (id, hash, name, size, type, width, height) VALUES
                (1, x'01', 'huge', 9, 'image/png', 65535, 65535), (2, x'02', 'small', 9, 'image/png', 8, 8);
                INSERT INTO attachments (id, user_id, ticket_id, message_id, position, kind, created_at, blob_id) VALUES
                (1, 1, 1, 7, 1, 'photo', 4, 1), (2, 1, 1, 7, 0, 'photo', 4, 2), (3, 1, 1, 8, 0, 'photo', 4, 2),
                (4, 1, NULL, NULL, 0, 'photo', 4, 1);
                INSERT INTO messages (ticket_id, id, author, text, created_at, attachments) VALUES
                (1, 7, 'user', '', 4, '[\(small),\(huge)]'), (1, 8, 'user', '', 4, '[\(small)]'),
                (1, 9, 'user', 'a', 4, NULL);
                """)
        try Migrator.migrate(database, with: Array(Migrator.embedded.prefix(last + 1))) { _ in
            folder.path + "/copy.db"
        }
        let kinds = try database.all("SELECT kind FROM attachments ORDER BY id") { try $0[0] as String }
        #expect(kinds == ["document", "photo", "photo", "document"])
        let lists = try database.all("SELECT attachments FROM messages ORDER BY id") { try $0[0] as String? }
        #expect(lists == ["[\(small),\(document)]", "[\(small)]", nil])
    }
}
