/** Projects, the folders that clips are collected in. */
@NullMarked
package io.perfbudgets.example.project;

import org.jspecify.annotations.NullMarked;
