package io.perfbudgets.junit.agent;

/** Work that is done again and again, and so is nobody's. */
record Periodic(Runnable work) implements Runnable {
    @Override
    public void run() {
        work.run();
    }
}
