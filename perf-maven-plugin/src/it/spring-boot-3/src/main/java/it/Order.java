package it;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity(name = "orders")
public class Order {
    @Id
    int id;

    @ManyToOne(fetch = FetchType.LAZY)
    Customer customer;
}
