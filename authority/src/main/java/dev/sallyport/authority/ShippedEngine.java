package dev.sallyport.authority;

import dev.sallyport.authority.intent.IntentEngine;

/// The engine with the models that are part of the product, read when somebody first needs it.
final class ShippedEngine {

    private static final IntentEngine SHIPPED = IntentEngine.shipped();

    private ShippedEngine() {}

    static IntentEngine get() {
        return SHIPPED;
    }
}
