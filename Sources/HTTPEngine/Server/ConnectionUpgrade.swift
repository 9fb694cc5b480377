/// Hands a connection over to another protocol after a 101 response.
public struct ConnectionUpgrade: Sendable {
}
