package it;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity(name = "customers")
public class Customer {
    @Id
    int id;

    String name;

    public String name() {
        return name;
    }
}
