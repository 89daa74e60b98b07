/** What was downloaded, by game. */
@NullMarked
package io.perfbudgets.example.download;

import org.jspecify.annotations.NullMarked;
