package com.acme.shop;

import software.amazon.awscdk.App;

/** An application of Acme's. */
public final class ShopApp {
    public static void main(final String[] args) {
        App app = new App();
        new ShopStack(app, "Shop");
        app.synth();
    }

    private ShopApp() {
    }
}
