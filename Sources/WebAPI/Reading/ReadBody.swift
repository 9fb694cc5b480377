import Domain
import HTTPEngine
import JSON

/// Reads a request's body as one JSON object. The error for a malformed body does not repeat its contents.
func readBody(_ request: Request, _ member: (String, inout JSONReader) throws -> Void) throws(DeskError) {
    do {
        try JSONReader.object(request.body.bytes, member)
    } catch let error as DeskError {
        throw error
    } catch {
        throw .invalid(.body)
    }
}
