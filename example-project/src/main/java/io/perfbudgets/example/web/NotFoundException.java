package io.perfbudgets.example.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Answered with 404. */
public class NotFoundException extends ResponseStatusException {

    public NotFoundException(String what, long id) {
        super(HttpStatus.NOT_FOUND, "There is no %s %d.".formatted(what, id));
    }
}
