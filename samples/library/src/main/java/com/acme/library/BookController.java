package com.acme.library;
import java.util.List;
import org.springframework.web.bind.annotation.*;
@RestController
public class BookController {
    private final Books books;
    BookController(Books books) { this.books = books; }
    public record BookView(String title, String author) {}
    @GetMapping("/books")
    List<BookView> list() {
        return books.findAll().stream().map(b -> new BookView(b.getTitle(), b.getAuthor().getName())).toList();
    }
}
