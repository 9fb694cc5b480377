extension Group {
    /// Somebody deletes a message, as administrators may. There is no update about it.
    public mutating func removeMessage(_ id: Int) throws(APIError) {
        guard let index = index(ofMessage: id) else { throw .badRequest("message to delete not found") }
        remove(at: index)
    }
}
