import Store

extension Desk {
    /// Returns once the store's writer has done all that it was given before, or could not do it. Whether messages can be
    /// stored tells ``obstacleToWrites()``: a full disk is nothing that a new start would mend.
    public func waitForWriter() async {
        _ = try? await store.write { _ in }  // an error is an answer too
    }
}
