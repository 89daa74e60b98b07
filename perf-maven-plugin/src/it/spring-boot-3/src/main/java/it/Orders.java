package it;

import org.springframework.data.jpa.repository.JpaRepository;

interface Orders extends JpaRepository<Order, Integer> {}
