package io.perfbudgets.example.game;

import java.time.LocalDate;

record GameRequest(String title, String venue, LocalDate playedOn, GameStatus status) {}
