package com.acme.library;
import jakarta.persistence.*;
@Entity
public class Book {
    @Id Long id;
    String title;
    @ManyToOne(fetch = FetchType.LAZY) Author author;
    public String getTitle() { return title; }
    public Author getAuthor() { return author; }
}
