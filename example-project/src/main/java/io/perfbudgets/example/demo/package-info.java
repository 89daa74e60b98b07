/** The data that a new database starts with. */
@NullMarked
package io.perfbudgets.example.demo;

import org.jspecify.annotations.NullMarked;
