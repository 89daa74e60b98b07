package io.perfbudgets.example.game;

import java.time.LocalDate;

/** A game in the list: its own columns and what its annotations add up to. */
record GameSummary(
        Long id, String title, String venue, LocalDate playedOn, GameStatus status, long annotations, long goals) {}
