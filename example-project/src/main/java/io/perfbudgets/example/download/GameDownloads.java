package io.perfbudgets.example.download;

import java.time.LocalDate;

/** What was downloaded of one game. */
record GameDownloads(long gameId, String game, long downloads, long clips, long users, long bytes, LocalDate latest) {}
