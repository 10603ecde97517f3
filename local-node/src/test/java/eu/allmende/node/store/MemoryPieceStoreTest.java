package eu.allmende.node.store;

class MemoryPieceStoreTest extends PieceStoreContract {
    @Override
    PieceStore open() {
        return new MemoryPieceStore();
    }
}
