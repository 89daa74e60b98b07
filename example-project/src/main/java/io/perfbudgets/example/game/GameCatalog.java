package io.perfbudgets.example.game;

import java.util.List;

/** All games, the latest first, with the counts of their annotations. */
interface GameCatalog {

    List<GameSummary> list();
}
