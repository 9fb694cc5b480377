/// The versions the engine speaks (RFC 9112 §2.3). A higher minor version of HTTP/1 is treated as 1.1.
public enum HTTPVersion: Sendable { case http10, http11 }
