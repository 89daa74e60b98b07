@NullMarked
package io.perfbudgets.example.storage;

import org.jspecify.annotations.NullMarked;
