import Assets
import Desk
import HTTPEngine
import HTTPTypes
import Realtime
import Synchronization

/// Has browsers reload once a page is saved, where pages are served from a folder. Otherwise there is nothing of it.
struct PageReload: Sendable {
    let folder: AssetFolder
    let desk: Desk

    /// How often the folder is looked at, as long as any page is open.
    private static let pause = Duration.milliseconds(200)

    /// Only the outermost page reloads, and brings with it those in its frames.
    private static let script = """
        if (window.parent === window) {
          const { src, dataset } = document.currentScript;
          new EventSource(new URL("changes", src)).onmessage = ({ data }) => {
            if (data !== dataset.version) location.reload();
          };
        }

        """

    func addRoutes(to router: inout Router) {
        router.on(.get, "/otvet-web/reload.js") { _ in
            Response(
                fields: [.contentType: "text/javascript; charset=utf-8", .cacheControl: "no-store"],
                body: .bytes(Array(Self.script.utf8)))
        }
        router.on(.get, "/otvet-web/changes") { _ in
            Response(
                fields: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                body: .stream { try await tellVersions(to: $0) })
        }
    }

    /// The page with a script that knows to which version of the folder it belongs.
    func body(of page: Asset, _ version: String, for request: Request) -> PageBody {
        // Relative, because the address may be below a path that a proxy takes away.
        let up = String(repeating: "../", count: request.path.split(separator: "/").dropLast().count)
        let line = "<script src=\"\(up)otvet-web/reload.js\" data-version=\"\(version)\" async></script>\n"
        return PageBody(plain: .bytes(page.bytes.array + Array(line.utf8)), gzip: nil, etag: "\"\(version)\"")
    }

    /// Says which version there is, and each later one, as server-sent events. A version counts once it has been seen
    /// twice: while an editor still writes there is another each time.
    private func tellVersions(to writer: ResponseWriter) async throws {
        let (wake, isClosing) = (Wake(), Closing())
        let subscription = desk.listen(as: .agents) { signal in
            guard case .closing = signal else { return }
            isClosing.flag.store(true, ordering: .releasing)
            wake.raise()
        }
        defer { subscription.end() }
        var (told, seen) = ("", "")
        while !Task.isCancelled, !isClosing.flag.load(ordering: .acquiring) {
            let version = folder.version
            if version == seen, version != told {
                try await writer.write(Array("data: \(version)\n\n".utf8))
                told = version
            }
            seen = version
            await wake.sleep(atMost: Self.pause)
        }
    }

    private final class Closing: Sendable {
        let flag = Atomic(false)
    }
}
