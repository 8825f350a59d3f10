package dev.sallyport.authority.budget;

/// How many keys the whole table still takes. Guarded by the lock of [Counters].
final class Room {

    private final int capacity;
    private int taken;

    Room(int capacity) {
        this.capacity = capacity;
    }

    int left() {
        return capacity - taken;
    }

    int capacity() {
        return capacity;
    }

    void change(int keys) {
        taken += keys;
    }
}
