import COpenSSL

/// Encrypts and authenticates `plain` under `key` (AES-256-GCM, NIST SP 800-38D): a random nonce of 12 bytes, the
/// ciphertext, and a tag of 16.
///
/// - Parameter context: What the sealed bytes belong to. They can be opened with the same context only.
/// - Precondition: the key has 32 bytes.
public func seal(_ plain: [UInt8], key: [UInt8], context: [UInt8]) -> [UInt8] {
    precondition(key.count == 32, "AES-256 takes a key of 32 bytes")
    let nonce = randomBytes(nonceLength)
    let work = CipherContext()
    var (output, tag) = ([UInt8](repeating: 0, count: plain.count), [UInt8](repeating: 0, count: tagLength))
    var count: Int32 = 0
    let isDone =
        EVP_EncryptInit_ex(work.pointer, EVP_aes_256_gcm(), nil, key, nonce) == 1
        && EVP_EncryptUpdate(work.pointer, nil, &count, context, Int32(clamping: context.count)) == 1
        && EVP_EncryptUpdate(work.pointer, &output, &count, plain, Int32(clamping: plain.count)) == 1
        && EVP_EncryptFinal_ex(work.pointer, nil, &count) == 1
        && EVP_CIPHER_CTX_ctrl(work.pointer, EVP_CTRL_GCM_GET_TAG, Int32(tagLength), &tag) == 1
    precondition(isDone, "AES fails only for want of memory")
    return nonce + output + tag
}

/// The bytes that were sealed. Nil with another key or context, or if a bit has changed.
///
/// - Precondition: the key has 32 bytes.
public func open(_ sealed: [UInt8], key: [UInt8], context: [UInt8]) -> [UInt8]? {
    precondition(key.count == 32, "AES-256 takes a key of 32 bytes")
    guard sealed.count >= nonceLength + tagLength else { return nil }
    let nonce = Array(sealed.prefix(nonceLength))
    let secret = Array(sealed[nonceLength..<(sealed.count - tagLength)])
    var tag = Array(sealed.suffix(tagLength))
    let work = CipherContext()
    var output = [UInt8](repeating: 0, count: secret.count)
    var count: Int32 = 0
    let isRight =
        EVP_DecryptInit_ex(work.pointer, EVP_aes_256_gcm(), nil, key, nonce) == 1
        && EVP_DecryptUpdate(work.pointer, nil, &count, context, Int32(clamping: context.count)) == 1
        && EVP_DecryptUpdate(work.pointer, &output, &count, secret, Int32(clamping: secret.count)) == 1
        && EVP_CIPHER_CTX_ctrl(work.pointer, EVP_CTRL_GCM_SET_TAG, Int32(tagLength), &tag) == 1
        && EVP_DecryptFinal_ex(work.pointer, nil, &count) == 1
    guard isRight else {
        ERR_clear_error()
        return nil
    }
    return output
}

private let nonceLength = 12
private let tagLength = 16

/// OpenSSL's state of one encryption, freed at the end of its scope.
private struct CipherContext: ~Copyable {
    let pointer: OpaquePointer?

    init() {
        pointer = EVP_CIPHER_CTX_new()
        precondition(pointer != nil, "OpenSSL has no memory for a cipher")
    }

    deinit { EVP_CIPHER_CTX_free(pointer) }
}
