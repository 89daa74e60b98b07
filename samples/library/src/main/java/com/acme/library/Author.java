package com.acme.library;
import jakarta.persistence.*;
@Entity
public class Author {
    @Id Long id;
    String name;
    public String getName() { return name; }
}
