import CCurl
import Glibc
import Synchronization

/// One request in flight.
///
/// Unchecked: once it is handed to the loop, everything but `isCancelled` is touched only by the loop's thread.
final class Transfer: @unchecked Sendable {
    let isCancelled = Atomic(false)
    var continuation: CheckedContinuation<Result<CurlResponse, CurlError>, Never>?

    private let request: CurlRequest
    private var proxy: String?
    private var sent = 0
    /// The index of the part that is being sent, and how many of its bytes are.
    private var part = (index: 0, sent: 0)
    private var received: [UInt8] = []
    private var receivedCount = 0
    private var isTooLarge = false
    private var outputError: Int32?
    private var fields: UnsafeMutablePointer<curl_slist>?
    private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init(_ request: CurlRequest) {
        self.request = request
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(fields)
        message.deallocate()
    }

    func finish(_ result: Result<CurlResponse, CurlError>) {
        continuation?.resume(returning: result)
        continuation = nil
    }

    /// Sets every option of a fresh or reset handle. The transfer must live for as long as
    /// the handle is in the multi handle.
    func configure(_ handle: UnsafeMutableRawPointer, proxy: String?, idleLimit: Int) {
        ccurl_set_string(handle, CURLOPT_URL, request.url)
        ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_string(handle, CURLOPT_PROXY, proxy ?? "")
        ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        // Names are looked up on a thread of their own, which can't be interrupted. Without this option a cancelled
        // call would still wait for a silent name server, and every other call with it.
        ccurl_set_long(handle, CURLOPT_QUICK_EXIT, 1)
        ccurl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
        ccurl_set_long(handle, CURLOPT_MAXAGE_CONN, idleLimit)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.connectTimeout))
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds(request.timeout))
        if let limit = request.stallLimit {
            ccurl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
            ccurl_set_long(handle, CURLOPT_LOW_SPEED_TIME, max(1, milliseconds(limit) / 1000))
        }
        ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, message)

        // An empty Expect keeps curl from waiting for “100 Continue”.
        for field in request.fields + ["Expect:"] { fields = curl_slist_append(fields, field) }
        ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, fields)

        let context = Unmanaged.passUnretained(self).toOpaque()
        if let body = request.body {
            // The body comes from a callback that can't rewind. If curl held the body itself (POSTFIELDS),
            // it would send it again on a new connection when a reused one breaks before the answer,
            // although the server may have acted.
            ccurl_set_long(handle, CURLOPT_POST, 1)
            ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, body.reduce(0) { $0 + $1.count })
            ccurl_set_callback(handle, CURLOPT_READFUNCTION, readBody)
            ccurl_set_pointer(handle, CURLOPT_READDATA, context)
        }
        // This refuses a long Content-Length at once, but not a long chunked answer. So the callback counts too.
        ccurl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, request.responseLimit)
        ccurl_set_callback(handle, CURLOPT_WRITEFUNCTION, writeBody)
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        self.proxy = proxy
    }

    func result(_ code: CURLcode, _ handle: UnsafeMutableRawPointer) -> Result<CurlResponse, CurlError> {
        if isTooLarge || code == CURLE_FILESIZE_EXCEEDED {
            return .failure(.responseTooLarge(limit: request.responseLimit))
        }
        if let outputError { return .failure(.outputFailed(errno: outputError)) }
        guard code == CURLE_OK else {
            // A server that has not received the whole body can't have acted on it.
            let isWhole = sent > 0 && sent == request.body?.reduce(0) { $0 + $1.count }
            return .failure(isWhole ? .interrupted(reason(code)) : .notSent(reason(code)))
        }
        var status = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        var retryAfter: curl_off_t = 0
        ccurl_get_offset(handle, CURLINFO_RETRY_AFTER, &retryAfter)
        return .success(
            CurlResponse(
                status: status, retryAfter: retryAfter > 0 ? Int(retryAfter) : nil, date: date(handle), body: received))
    }

    private func date(_ handle: UnsafeMutableRawPointer) -> Int? {
        var header: UnsafeMutablePointer<curl_header>?
        guard curl_easy_header(handle, "Date", 0, UInt32(CURLH_HEADER), -1, &header) == CURLHE_OK, let header else {
            return nil
        }
        let seconds = curl_getdate(header.pointee.value, nil)
        return seconds < 0 ? nil : seconds
    }

    /// curl's own words could contain an address that it could not use, with the secrets in it.
    private func reason(_ code: CURLcode) -> String {
        var text = String(cString: message)
        if text.isEmpty { text = String(cString: curl_easy_strerror(code)) }
        for secret in [request.url, proxy ?? ""] where !secret.isEmpty {
            text = text.replacing(secret, with: "…")
        }
        return text
    }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let body = request.body else { return 0 }
        while body.indices.contains(part.index), part.sent == body[part.index].count { part = (part.index + 1, 0) }
        guard body.indices.contains(part.index) else { return 0 }
        let wanted = min(buffer.count, body[part.index].count - part.sent)
        let count: Int
        switch body[part.index] {
        case .bytes(let bytes):
            buffer.copyBytes(from: bytes[part.sent..<part.sent + wanted])
            count = wanted
        case .file(let descriptor, _):
            // These pages were just written or read, so in practice this does not wait for a disk.
            count = pread(descriptor, buffer.baseAddress, wanted, part.sent)
            // The file has become shorter or can't be read. The server must not be left waiting for the rest.
            guard count > 0 else { return Int(CURL_READFUNC_ABORT) }
        }
        part.sent += count
        sent += count
        return count
    }

    /// Returning fewer bytes than were given ends the transfer.
    fileprivate func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count <= request.responseLimit - receivedCount else {
            isTooLarge = true
            return 0
        }
        if let output = request.output {
            outputError = writeAll(bytes, to: output)
            guard outputError == nil else { return 0 }
        } else {
            received.append(contentsOf: bytes)
        }
        receivedCount += bytes.count
        return bytes.count
    }
}

private func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(min(seconds, 1 << 20) * 1000 + attoseconds / 1_000_000_000_000_000)
}

private let readBody: ccurl_data_callback = { buffer, size, count, context in
    guard let buffer, let context else { return 0 }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        .read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private let writeBody: ccurl_data_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        .write(UnsafeRawBufferPointer(start: bytes, count: size * count))
}
