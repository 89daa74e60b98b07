/** The object storage: files by key, and URLs signed for a limited time. */
@NullMarked
package io.perfbudgets.example.storage;

import org.jspecify.annotations.NullMarked;
