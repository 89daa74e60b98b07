package io.perfbudgets.example.clip;

record ClipRequest(long gameId, long projectId, String title, long startMillis, long endMillis) {}
