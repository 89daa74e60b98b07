package io.perfbudgets.example.game;

public enum GameStatus {
    SCHEDULED,
    LIVE,
    FINISHED
}
