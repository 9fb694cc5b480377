extension Group {
    /// Someone deletes a message, as administrators may. Nobody is told.
    public mutating func removeMessage(_ id: Int) throws(APIError) {
        guard let index = index(ofMessage: id) else { throw .badRequest("message to delete not found") }
        remove(at: index)
    }
}
