@NullMarked
package io.perfbudgets.example;

import org.jspecify.annotations.NullMarked;
